package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.Predictability.Unproven;
import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The predictability of each horizon bucket.
 *
 * @param answers one a bucket
 * @param ends where the buckets end, ascending
 */
record LeadTimeSkills(List<Predictability> answers, List<Duration> ends) {
    LeadTimeSkills {
        answers = List.copyOf(answers);
        ends = List.copyOf(ends);
    }

    /** The same answer whatever the lead time. */
    static LeadTimeSkills always(Predictability answer) {
        return new LeadTimeSkills(List.of(answer), List.of(Season.Day.length()));
    }

    /** Answers that tell nothing give way to earlier ones. */
    LeadTimeSkills succeeding(Function<Duration, Predictability> earlier) {
        List<Predictability> standing = IntStream.range(0, answers.size())
                .mapToObj(b -> earlier.apply(ends.get(b)).updatedTo(answers.get(b)))
                .toList();
        return new LeadTimeSkills(standing, ends);
    }

    Predictability at(Duration leadTime) {
        for (int b = 0; b < answers.size(); b++) {
            if (leadTime.compareTo(ends.get(b)) <= 0) {
                return answers.get(b);
            }
        }
        return new Unproven("trial forecasts reach " + ends.getLast().toHours()
                + " hours ahead, and the lead time is longer: " + leadTime.toMinutes() + " minutes");
    }
}
