package io.predictivescaler.operator.spec;

import io.predictivescaler.forecasting.quantile.QuantileLevel;
import io.predictivescaler.operator.api.ForecastOptions;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerSpec;
import io.predictivescaler.operator.api.TargetReference;
import io.predictivescaler.operator.api.TrustOptions;
import io.predictivescaler.operator.calendar.CalendarSpec;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.PlanSettings.Ceiling;
import io.predictivescaler.planning.PlanSettings.RaiseRate;
import io.predictivescaler.planning.PlanSettings.ReleaseRate;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of one resource: everything but its demand entries, its calendar and its limits. */
final class SpecReading {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    static final DurationRange HORIZON = new DurationRange(DAY, HOUR, WEEK);
    static final DurationRange REFIT = new DurationRange(Duration.ofHours(6), Duration.ofMinutes(10), WEEK);
    static final DurationRange MAX_AGE = new DurationRange(Duration.ofHours(2), Duration.ofMinutes(5), DAY);
    static final DurationRange MINIMUM_HISTORY = new DurationRange(DAY, Duration.ZERO, Duration.ofDays(400));
    static final DurationRange TRUST_WINDOW = new DurationRange(WEEK, Duration.ofDays(3), Duration.ofDays(28));
    static final NumberRange MINIMUM_SKILL = new NumberRange(0, 0, 100);
    static final NumberRange PERCENTILE = new NumberRange(90, 50, 99);
    private static final Set<Duration> SEASONS = Set.of(HOUR, DAY, WEEK);

    private final PredictiveScaler resource;
    private final SpecDefaults defaults;
    private final Problems problems = new Problems();
    private final LimitsReading limits = new LimitsReading(problems);
    private final List<String> notes = new ArrayList<>();

    SpecReading(PredictiveScaler resource, SpecDefaults defaults) {
        this.resource = resource;
        this.defaults = defaults;
    }

    SpecOutcome outcome() {
        PredictiveScalerSpec spec = resource.getSpec();
        if (spec == null) {
            problems.add("spec", null, "required; name at least targetRef and one demand entry");
            return new SpecOutcome.Invalid(problems.found());
        }
        Optional<ScalerSpec> read = read(spec);
        return read.isPresent() && problems.found().isEmpty()
                ? new SpecOutcome.Valid(read.get(), notes)
                : new SpecOutcome.Invalid(problems.found());
    }

    private Optional<ScalerSpec> read(PredictiveScalerSpec spec) {
        ForecastOptions forecast =
                spec.forecast() == null ? new ForecastOptions(null, null, List.of(), null, null) : spec.forecast();
        List<DemandSpec> demand = new DemandReading(defaults, problems, notes).read(spec);
        TargetKey target = target(spec.targetRef());
        ZoneId zone = zone(spec.timeZone());
        QuantileLevel percentile = QuantileLevel.ofPercentile(
                problems.number("spec.forecast.percentile", forecast.percentile(), PERCENTILE));
        Duration horizon = problems.duration("spec.forecast.horizon", forecast.horizon(), HORIZON);
        List<Duration> seasons = seasons(forecast.seasons());
        Duration refitEvery = problems.duration("spec.forecast.refitEvery", forecast.refitEvery(), REFIT);
        Duration maxAge = problems.duration("spec.forecast.maxAge", forecast.maxAge(), MAX_AGE);
        LeadTimeSpec leadTime = new LeadTimeReading(problems).read(spec.leadTime());
        FloorLimits floor = limits.floor(spec.bounds());
        Ceiling ceiling = limits.ceiling(spec.bounds());
        RaiseRate raise = limits.raise(spec.raise());
        ReleaseRate release = limits.release(spec.release());
        TrustSpec trust = trust(spec.trust(), demand);
        CalendarSpec calendar = new CalendarReading(problems).read(spec.calendar(), zone, floor.highest());
        Pause pause = pause();
        BudgetLimit budget = limits.budget(spec.budget());
        if (demand.isEmpty() && !calendar.statesAFloor()) {
            return Optional.empty();
        }
        return Optional.of(new ScalerSpec(
                target,
                mode(spec.mode()),
                zone,
                demand,
                percentile,
                horizon,
                seasons,
                refitEvery,
                maxAge,
                leadTime,
                floor,
                ceiling,
                raise,
                release,
                trust,
                calendar,
                pause,
                budget));
    }

    private TargetKey target(@Nullable TargetReference target) {
        TargetKind kind = TargetKind.of(target == null ? null : target.kind());
        String namespace = String.valueOf(resource.getMetadata().getNamespace());
        String remedy = "name a " + kind + " of this namespace";
        if (target == null) {
            problems.add("spec.targetRef", null, "required; " + remedy);
            return TargetKey.of(kind, namespace, "");
        }
        if (target.apiVersion() != null && !target.apiVersion().equals(kind.apiVersion())) {
            problems.add(
                    "spec.targetRef.apiVersion",
                    target.apiVersion(),
                    "does not go with kind " + kind + "; write " + kind.apiVersion() + " or leave it out");
        }
        return TargetKey.of(kind, namespace, problems.required("spec.targetRef.name", target.name(), remedy));
    }

    private static ScalerSpec.Mode mode(PredictiveScalerSpec.@Nullable Mode mode) {
        return switch (mode) {
            case null -> ScalerSpec.Mode.Observe;
            case Observe -> ScalerSpec.Mode.Observe;
            case Enforce -> ScalerSpec.Mode.Enforce;
        };
    }

    private ZoneId zone(@Nullable String name) {
        if (name == null) {
            return ZoneOffset.UTC;
        }
        // Only the zones of the IANA list: ZoneId.of takes offsets such as UTC+2 too, which know no daylight saving.
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        problems.add("spec.timeZone", name, "not a time zone; write an IANA name such as Europe/Berlin, or UTC");
        return ZoneOffset.UTC;
    }

    private List<Duration> seasons(List<String> texts) {
        Set<Duration> seasons = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String field = "spec.forecast.seasons[" + i + "]";
            Optional<Duration> season = Durations.parse(texts.get(i)).filter(SEASONS::contains);
            if (season.isEmpty()) {
                problems.add(
                        field,
                        texts.get(i),
                        "not a season; write 1h, 1d or 1w, or leave seasons out to have them detected");
            } else if (!seasons.add(season.get())) {
                problems.add(field, texts.get(i), "named twice; remove one");
            }
        }
        return List.copyOf(seasons);
    }

    private TrustSpec trust(@Nullable TrustOptions stated, List<DemandSpec> demand) {
        TrustOptions trust = stated == null ? new TrustOptions(null, null, null, null) : stated;
        return new TrustSpec(
                minimumHistory(trust.minimumHistory(), demand),
                problems.duration("spec.trust.window", trust.window(), TRUST_WINDOW),
                problems.number("spec.trust.minimumSkillPercent", trust.minimumSkillPercent(), MINIMUM_SKILL),
                switch (trust.onDistrust()) {
                    case null -> TrustSpec.OnDistrust.Release;
                    case Release -> TrustSpec.OnDistrust.Release;
                    case Hold -> TrustSpec.OnDistrust.Hold;
                });
    }

    private Duration minimumHistory(@Nullable String text, List<DemandSpec> demand) {
        Duration minimum = problems.duration("spec.trust.minimumHistory", text, MINIMUM_HISTORY);
        for (DemandSpec entry : demand) {
            Duration lookback = entry.history().lookback();
            if (lookback.compareTo(minimum) < 0) {
                problems.add(
                        "spec.trust.minimumHistory",
                        text,
                        "longer than the lookback of demand " + entry.name() + ", " + Durations.format(lookback)
                                + ", so that nothing could ever be enforced; write at most that");
            }
        }
        return minimum;
    }

    private Pause pause() {
        String text = Optional.ofNullable(resource.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(PredictiveScaler.PAUSE_UNTIL))
                .orElse(null);
        return text == null
                ? new Pause.NotPaused()
                : new Pause.PausedUntil(
                        problems.instant("metadata.annotations[" + PredictiveScaler.PAUSE_UNTIL + "]", text));
    }
}
