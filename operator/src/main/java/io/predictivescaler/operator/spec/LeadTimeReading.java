package io.predictivescaler.operator.spec;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.api.LeadTimeOptions;
import io.predictivescaler.planning.leadtime.LearnedLeadTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how long a resource's pods take to be Ready, or how that is to be learned. */
final class LeadTimeReading {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(2);

    static final DurationRange TIME = new DurationRange(Duration.ofMinutes(5), SECOND, LONGEST);
    static final DurationRange LOWEST = new DurationRange(Duration.ofSeconds(30), SECOND, LONGEST);
    static final DurationRange HIGHEST = new DurationRange(Duration.ofMinutes(30), SECOND, LONGEST);
    static final NumberRange PERCENTILE = new NumberRange(90, 50, 99);

    private final Problems problems;

    LeadTimeReading(Problems problems) {
        this.problems = problems;
    }

    LeadTimeSpec read(@Nullable LeadTimeOptions options) {
        if (options == null) {
            return learned(new LeadTimeOptions.Learned(null, null, null, null));
        }
        if ((options.fixed() == null) == (options.learned() == null)) {
            problems.add(
                    "spec.leadTime",
                    options.fixed() == null ? "{}" : "fixed and learned",
                    "needs exactly one of fixed and learned; leave leadTime out to have it learned");
        }
        return options.learned() == null ? fixed(options.fixed()) : learned(options.learned());
    }

    private LeadTimeSpec fixed(@Nullable String text) {
        return new LeadTimeSpec.Fixed(problems.duration("spec.leadTime.fixed", text, TIME));
    }

    private LeadTimeSpec learned(LeadTimeOptions.Learned options) {
        int percentile = problems.number("spec.leadTime.learned.percentile", options.percentile(), PERCENTILE);
        Duration lowest = problems.duration("spec.leadTime.learned.lowest", options.lowest(), LOWEST);
        Duration highest = problems.duration("spec.leadTime.learned.highest", options.highest(), HIGHEST);
        if (lowest.compareTo(highest) > 0) {
            problems.add(
                    "spec.leadTime.learned.lowest",
                    options.lowest(),
                    "longer than highest, " + Durations.format(highest) + "; write a lowest of at most that");
            highest = lowest;
        }
        Duration fallback = options.fallback() == null
                ? within(lowest, TIME.standard(), highest)
                : problems.duration("spec.leadTime.learned.fallback", options.fallback(), TIME);
        return new LeadTimeSpec.Learned(
                new LearnedLeadTime(QuantileLevel.ofPercentile(percentile), fallback, lowest, highest));
    }

    /** Who says that nothing lasts longer than two minutes need not say that a fallback of five does not, either. */
    private static Duration within(Duration lowest, Duration standard, Duration highest) {
        Duration atLeast = standard.compareTo(lowest) < 0 ? lowest : standard;
        return atLeast.compareTo(highest) > 0 ? highest : atLeast;
    }
}
