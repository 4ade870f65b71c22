package io.predictivescaler.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A time at which something holds: once (start and end), again and again (schedule and duration), or on public holidays (country). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.start) ? 1 : 0) + (has(self.schedule) ? 1 : 0) + (has(self.country) ? 1 : 0) == 1"
                + " && has(self.start) == has(self.end) && has(self.schedule) == has(self.duration)",
        message = "a calendar entry needs exactly one of start with end, schedule with duration, and country")
@ValidationRule(
        value = "!has(self.start) || !has(self.end) || self.end > self.start",
        message = "end must be later than start")
@ValidationRule(
        value = "has(self.country) || (!has(self.subdivision) && !has(self.treatAs))",
        message = "subdivision and treatAs go with country")
@ValidationRule(
        value = "has(self.country) || has(self.demandFactor) || has(self.minReplicas)",
        message = "a calendar entry needs an effect: demandFactor or minReplicas")
public record CalendarEntry(
        @Required
        @Size(min = 1, max = 63) @Pattern(Formats.LABEL) @JsonPropertyDescription("Names the entry in messages.")
        @Nullable String name,

        @Pattern(Formats.INSTANT) @JsonPropertyDescription("First instant of a single event, RFC 3339.") @Nullable String start,

        @Pattern(Formats.INSTANT) @JsonPropertyDescription("First instant after the event, RFC 3339.") @Nullable String end,

        @Size(min = 9, max = 128) @Pattern(Formats.SCHEDULE) @JsonPropertyDescription(
                "Cron text (minute, hour, day, month, weekday) of the starts, by the clock of timeZone; at most 24 a day. A "
                        + "start that the clocks skip comes when they have skipped it, one that they repeat comes once.")
        @Nullable String schedule,

        @Pattern(Formats.DURATION) @ValidationRule(
                value = "self >= duration('1m') && self <= duration('744h')",
                message = "duration lies between 1m and 31d")
        @JsonPropertyDescription("How long each occurrence lasts, 1m to 31d.")
        @Nullable String duration,

        @Pattern("^[A-Z]{2}$") @Size(max = 2) @JsonPropertyDescription("On the public holidays of this country, ISO 3166-1: DE.")
        @Nullable String country,

        @Pattern("^[A-Z0-9]{1,3}$") @Size(max = 3) @JsonPropertyDescription("On those of this part of the country as well, ISO 3166-2 without the country: BE.")
        @Nullable String subdivision,

        @JsonPropertyDescription(
                "The weekday that demand on the holidays resembles: what is learnt of it is forecast for them. Default: Sunday.")
        @Nullable Weekday treatAs,

        @JsonPropertyDescription(
                "By how much predicted demand is multiplied meanwhile, 10m to 100. Entries that overlap multiply. What was "
                        + "measured under it is divided by it before it is learnt from.")
        @Nullable IntOrString demandFactor,

        @Min(1) @Max(100_000) @JsonPropertyDescription(
                "The floor does not go under this meanwhile, with or without a forecast, and from a lead time before. Of "
                        + "entries that overlap the highest counts.")
        @Nullable Integer minReplicas) {

    /** A day of the week. */
    public enum Weekday {
        Monday,
        Tuesday,
        Wednesday,
        Thursday,
        Friday,
        Saturday,
        Sunday
    }
}
