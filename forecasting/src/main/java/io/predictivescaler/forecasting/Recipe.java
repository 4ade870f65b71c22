package io.predictivescaler.forecasting;

import io.predictivescaler.forecasting.model.Reading;
import io.predictivescaler.forecasting.quantile.Widths;
import io.predictivescaler.forecasting.selection.Weighting;
import io.predictivescaler.forecasting.series.LocalCalendar;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the forecaster is made of. The product runs {@link #STANDARD} and nothing else; other recipes answer what a part is worth: a member
 * alone, an ablation, a test that fails without the treatment that it is about.
 *
 * @param only the labels of the members to use; empty means all that the history admits
 * @param without the labels of members left out
 * @param treatments what is done about data as they really come
 * @param weighting how members are weighted
 * @param widths how wide the quantiles are
 */
public record Recipe(
        Set<String> only, Set<String> without, Set<Treatment> treatments, Weighting weighting, Widths widths) {
    /** The product's own. */
    public static final Recipe STANDARD =
            new Recipe(Set.of(), Set.of(), EnumSet.allOf(Treatment.class), Weighting.STANDARD, Widths.STANDARD);

    public Recipe {
        only = Set.copyOf(only);
        without = Set.copyOf(without);
        treatments = Set.copyOf(treatments);
    }

    /** This recipe with one member alone; where that has nothing to say, the last value stands in. */
    public Recipe alone(String member) {
        return new Recipe(Set.of(member), without, treatments, weighting, widths);
    }

    /** This recipe without some members. */
    public Recipe withoutMembers(Collection<String> members) {
        Set<String> all = new HashSet<>(without);
        all.addAll(members);
        return new Recipe(only, all, treatments, weighting, widths);
    }

    /** This recipe without one treatment. */
    public Recipe without(Treatment treatment) {
        Set<Treatment> rest = EnumSet.noneOf(Treatment.class);
        rest.addAll(treatments);
        rest.removeAll(List.of(treatment));
        return new Recipe(only, without, rest, weighting, widths);
    }

    /** This recipe with other weights. */
    public Recipe with(Weighting other) {
        return new Recipe(only, without, treatments, other, widths);
    }

    /** This recipe with other widths. */
    public Recipe with(Widths other) {
        return new Recipe(only, without, treatments, weighting, other);
    }

    boolean has(Treatment treatment) {
        return treatments.contains(treatment);
    }

    Reading reading(LocalCalendar calendar) {
        return new Reading(calendar, has(Treatment.ScheduledJobs));
    }

    boolean admits(String member) {
        return (only.isEmpty() || only.contains(member)) && !without.contains(member);
    }

    /** What is done about data as they really come. */
    public enum Treatment {
        /** Zeros that are no demand are masked. */
        OutageMask,
        /** After a lasting shift of the level, what lies before it is read on the new level. */
        LevelShift,
        /** Profiles keep the jobs that recur at their minute. */
        ScheduledJobs,
        /** When the clocks change, members follow both the local clock and one that stands still. */
        BothClocks,
        /** Quantiles of holidays are wider. */
        HolidayWidths,
        /** Members wait for the history that they need. */
        HistoryGates,
        /** Quantiles are kept from being worse than those of the simplest forecasts. */
        Guard,
        /** Quantiles of counts are at least as wide as counts are noisy. */
        CountNoise
    }
}
