package io.predictivescaler.forecasting.selection;

import io.predictivescaler.forecasting.model.AutoregressiveModel;
import io.predictivescaler.forecasting.model.Base;
import io.predictivescaler.forecasting.model.HarmonicModel;
import io.predictivescaler.forecasting.model.HourSlotModel;
import io.predictivescaler.forecasting.model.LevelModel;
import io.predictivescaler.forecasting.model.Model;
import io.predictivescaler.forecasting.model.SeasonalModel;
import io.predictivescaler.forecasting.model.SeasonalModel.Carry;
import io.predictivescaler.forecasting.model.StandingClock;
import io.predictivescaler.forecasting.series.Season;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who may take part, by the length of the history: under a day only the last value; from a day on what follows the day; from two
 * days on the profiles; from two weeks on what follows the week. The bare yesterday leaves after a week: beside full profiles it only
 * takes weight from better ones (on the public traces it costs half a point of MASE); it stays the reference that errors are measured
 * by. The bare last week never pays: without it every source of those traces but one does better.
 */
public final class Admission {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);

    private static final String YESTERDAY = "yesterday";

    private Admission() {}

    /** The members for a history of this length that may follow these seasons; the last value always first. */
    public static List<Model> members(Duration history, Set<Season> seasons) {
        List<Model> admitted = new ArrayList<>();
        for (Model member : candidates(seasons)) {
            boolean onlyForTheStart = member.label().equals(YESTERDAY) && history.compareTo(A_WEEK) >= 0;
            if (history.compareTo(member.historyNeeded()) >= 0 && !onlyForTheStart) {
                admitted.add(member);
            }
        }
        return admitted;
    }

    /**
     * Each of these, and beside each that follows the day or the week the same on a clock that stands still. For the weeks around a change of the
     * clocks: before it the two agree, so that the blend weighs them evenly, which hedges the first day; after it the one that is wrong loses its weight.
     */
    public static List<Model> onBothClocks(List<Model> members) {
        List<Model> both = new ArrayList<>(members);
        for (Model member : members) {
            if (member.seasons().contains(Season.Day) || member.seasons().contains(Season.Week)) {
                both.add(new StandingClock(member));
            }
        }
        return both;
    }

    /** The members of these names that a history of this length is enough for, those that leave the blend with time included. */
    public static List<Model> named(Set<String> labels, Duration history, Set<Season> seasons) {
        return candidates(seasons).stream()
                .filter(member -> labels.contains(member.label()) && history.compareTo(member.historyNeeded()) >= 0)
                .toList();
    }

    /** The names of all members that may follow these seasons, whatever the history. */
    public static List<String> labels(Set<Season> seasons) {
        return candidates(seasons).stream().map(Model::label).toList();
    }

    private static List<Model> candidates(Set<Season> seasons) {
        List<Model> all = new ArrayList<>(List.of(LevelModel.LastValue, LevelModel.RecentMean, LevelModel.DayMedian));
        if (seasons.contains(Season.Hour)) {
            all.add(new HourSlotModel());
        }
        if (seasons.contains(Season.Day)) {
            Base profile = seasons.contains(Season.Week) ? Base.DayTypeProfile : Base.DayProfile;
            all.add(new HarmonicModel(seasons));
            all.add(new AutoregressiveModel("yesterday-ar", Base.Yesterday, A_DAY));
            all.add(new AutoregressiveModel("day-profile-ar", profile, TWO_DAYS));
            all.add(new SeasonalModel(YESTERDAY, Base.Yesterday, Carry.None, A_DAY));
            all.add(new SeasonalModel("yesterday-ratio", Base.Yesterday, Carry.Ratio, A_DAY));
            all.add(new SeasonalModel("day-profile-ratio", profile, Carry.Ratio, TWO_DAYS));
            all.add(new SeasonalModel("day-profile-level", profile, Carry.Level, TWO_DAYS));
            all.add(new SeasonalModel("day-profile-residual", profile, Carry.Residual, TWO_DAYS));
        }
        if (seasons.contains(Season.Week)) {
            all.add(new AutoregressiveModel("last-week-ar", Base.LastWeek, TWO_WEEKS));
            all.add(new AutoregressiveModel("week-profile-ar", Base.WeekProfile, TWO_WEEKS));
            all.add(new SeasonalModel("week-profile", Base.WeekProfile, Carry.None, TWO_WEEKS));
            all.add(new SeasonalModel("week-profile-ratio", Base.WeekProfile, Carry.Ratio, TWO_WEEKS));
            all.add(new SeasonalModel("week-profile-residual", Base.WeekProfile, Carry.Residual, TWO_WEEKS));
        }
        return all;
    }
}
