package io.predictivescaler.forecasting.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.forecasting.model.FittedModel;
import io.predictivescaler.forecasting.model.Model;
import io.predictivescaler.forecasting.model.Observed;
import io.predictivescaler.forecasting.model.Reading;
import io.predictivescaler.forecasting.series.LocalCalendar;
import io.predictivescaler.forecasting.series.Season;
import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.testkit.RandomDemand;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrialsTest {
    private static final EnumSet<Season> SEASONS = EnumSet.allOf(Season.class);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    private static Observed observed(Series series) {
        return Observed.of(
                series,
                (int) Duration.ofDays(1).dividedBy(series.step()),
                new Reading(LocalCalendar.of(ZoneOffset.UTC), true));
    }

    /**
     * What came from a pseudo-origin on is put in another order, which leaves its mean: the ratios' cushion of 2 % of the mean level is a
     * constant of the whole history. So are the coefficients, which the members bring along.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noMemberKnowsWhatCameAfterAPseudoOrigin(long seed) {
        Series series = RandomDemand.of(seed).build();
        Observed seen = observed(series);
        List<Model> members = Admission.members(series.step().multipliedBy(series.length()), SEASONS);
        List<FittedModel> fitted =
                members.stream().map(member -> member.fit(seen)).toList();
        Trials trials = Trials.of(seen, fitted);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 3; round++) {
            int i = random.nextInt(trials.count());
            Series other = RandomDemand.shuffledFrom(trials.origin(i), series, seed + round);
            Trials otherTrials = Trials.of(observed(other), fitted);
            double close = 1e-9 * series.maximum().orElseThrow();
            for (int k = 0; k < trials.points(); k++) {
                for (int m = 0; m < members.size(); m++) {
                    double before = trials.member(i, m, k);
                    double after = otherTrials.member(i, m, k);
                    assertThat(Math.abs(after - before) <= close || Double.isNaN(after) && Double.isNaN(before))
                            .as(
                                    "%s from origin %d, %d steps ahead: %s and %s",
                                    members.get(m).label(), trials.origin(i), trials.stepAhead(k), before, after)
                            .isTrue();
                }
                assertThat(otherTrials.reference(i, k)).isEqualTo(trials.reference(i, k));
            }
            assertThat(otherTrials.last(i)).isEqualTo(trials.last(i));
        }
    }
}
