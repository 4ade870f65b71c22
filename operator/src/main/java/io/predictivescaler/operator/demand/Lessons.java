package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.TimeWindow;
import io.predictivescaler.operator.calendar.CalendarSpec;
import io.predictivescaler.planning.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of a history is learned from, and what is judged by.
 *
 * @param exclude windows that its user excluded
 * @param since from when on the entry is followed
 */
record Lessons(CalendarSpec calendar, List<TimeWindow> exclude, Instant since) {
    /** Until a day has been seen twice, a ramp is a surprise whatever the pattern. */
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    Lessons {
        exclude = List.copyOf(exclude);
    }

    /** Without what must not teach the model, and as demand would have been without the factors of the calendar. */
    Series learnable(Series history) {
        return Undone.factors(measured(history), history).without(exclude);
    }

    /** The highest demand of a history, excluded windows not counted; 0 where nothing was seen. */
    double highest(Series history) {
        return history.without(exclude).maximum().orElse(0);
    }

    /**
     * What forecasts are judged by: without the windows that the calendar multiplies, where what the user stated would be judged, and
     * without the first two days.
     */
    Series judgeable(Series history) {
        Series learnable = learnable(history);
        List<TimeWindow> unjudged = Stream.concat(
                        measured(history).windows().stream()
                                .map(window -> new TimeWindow(window.start(), window.end())),
                        firstDays(learnable).stream())
                .toList();
        return unjudged.isEmpty() ? learnable : learnable.without(unjudged);
    }

    private static Optional<TimeWindow> firstDays(Series history) {
        return IntStream.range(0, history.length())
                .filter(step -> !history.isMissing(step))
                .mapToObj(history::timeOf)
                .findFirst()
                .map(first -> new TimeWindow(first, first.plus(TWO_DAYS)));
    }

    private Calendar measured(Series history) {
        return calendar.measuredBetween(history.start(), history.end(), since);
    }
}
