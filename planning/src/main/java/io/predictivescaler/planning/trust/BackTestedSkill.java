package io.predictivescaler.planning.trust;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The skill of a track record, with an interval by a bootstrap of whole days (Künsch, "The jackknife and the bootstrap for general stationary
 * observations", 1989): what happens within a day hangs together, so days are drawn, not windows. Deterministic: the same record
 * gives the same interval.
 */
final class BackTestedSkill {
    private static final int DRAWS = 400;
    private static final double TAIL = 0.1;
    private static final long SEED = 0x7125_7ED1;
    private static final double NEGLIGIBLE = 1e-6;

    /** A forecast that only costs more, and this share of demand at most, does nobody harm. */
    private static final double WORTH_NOTHING = 0.01;

    private BackTestedSkill() {}

    /**
     * Over the settings' window before {@code end}.
     */
    static Evidence of(TrackRecord record, WindowDemand demand, TrustSettings settings, long end) {
        long from = record.reaching(settings.windows(), end);
        // A history that is too short for a time before leaves the choice to what is scored, to the reference's
        // advantage.
        return NaiveForecast.best(demand, settings, from - settings.windows(), from)
                .or(() -> NaiveForecast.best(demand, settings, from, end))
                .map(naive -> scored(record, demand, settings, naive, from, end))
                .orElseGet(Evidence.None::new);
    }

    private static Evidence scored(
            TrackRecord record, WindowDemand demand, TrustSettings settings, NaiveForecast naive, long from, long end) {
        int perDay = settings.grid().perDay();
        double tau = settings.percentile().probability();
        double[] losses = new double[Math.toIntExact(Math.ceilDiv(end - from, perDay))];
        double[] naiveLosses = new double[losses.length];
        int scored = 0;
        int covered = 0;
        double seen = 0;
        for (long window = from; window < end; window++) {
            double came = demand.highest(window);
            double planned = record.scored(window);
            double said = naive.of(window, demand, settings.grid());
            if (Double.isNaN(came) || Double.isNaN(planned) || Double.isNaN(said)) {
                continue;
            }
            int day = Math.toIntExact((end - 1 - window) / perDay);
            losses[day] += Pinball.loss(came - planned, tau);
            naiveLosses[day] += Pinball.loss(came - said, tau);
            covered += came <= planned ? 1 : 0;
            scored++;
            seen += came;
        }
        double naiveLoss = Arrays.stream(naiveLosses).sum();
        if (scored == 0) {
            return new Evidence.None();
        }
        if (naiveLoss <= NEGLIGIBLE * seen) {
            return new Evidence.NothingToBeat((double) scored / perDay);
        }
        double loss = Arrays.stream(losses).sum();
        double[] drawn = drawn(losses, naiveLosses);
        return new Evidence.BackTest(
                new Skill(
                        1 - loss / naiveLoss,
                        drawn[(int) (TAIL * DRAWS)],
                        drawn[(int) ((1 - TAIL) * DRAWS) - 1],
                        (double) scored / perDay,
                        (double) covered / scored,
                        naive.reference()),
                loss - (1 - settings.minimumSkill()) * naiveLoss <= WORTH_NOTHING * (1 - tau) * seen);
    }

    /** Skills of as many days as there are, drawn with repetition; ascending. */
    private static double[] drawn(double[] losses, double[] naiveLosses) {
        int[] days = IntStream.range(0, losses.length)
                .filter(day -> naiveLosses[day] > 0 || losses[day] > 0)
                .toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        double[] skills = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double loss = 0;
            double naiveLoss = 0;
            for (int i = 0; i < days.length; i++) {
                int day = days[random.nextInt(days.length)];
                loss += losses[day];
                naiveLoss += naiveLosses[day];
            }
            skills[draw] = naiveLoss > 0 ? 1 - loss / naiveLoss : Double.NEGATIVE_INFINITY;
        }
        Arrays.sort(skills);
        return skills;
    }
}
