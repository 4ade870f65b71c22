package io.predictivescaler.operator.demand;

import io.predictivescaler.forecasting.series.Series;
import io.predictivescaler.forecasting.series.TimeWindow;
import io.predictivescaler.operator.calendar.CalendarSpec;
import io.predictivescaler.planning.Calendar;
import java.time.Instant;
import java.util.List;

/**
 * What of a history is learned from, and what is judged by.
 *
 * @param exclude windows that its user excluded
 * @param since from when on the entry is followed
 */
record Lessons(CalendarSpec calendar, List<TimeWindow> exclude, Instant since) {
    Lessons {
        exclude = List.copyOf(exclude);
    }

    /** Without what must not teach the model, and as demand would have been without the factors of the calendar. */
    Series learnable(Series history) {
        return Undone.factors(measured(history), history).without(exclude);
    }

    /** What forecasts are judged by: without the windows that the calendar multiplies, where what the user stated would be judged. */
    Series judgeable(Series history) {
        List<TimeWindow> multiplied = measured(history).windows().stream()
                .map(window -> new TimeWindow(window.start(), window.end()))
                .toList();
        Series learnable = learnable(history);
        return multiplied.isEmpty() ? learnable : learnable.without(multiplied);
    }

    private Calendar measured(Series history) {
        return calendar.measuredBetween(history.start(), history.end(), since);
    }
}
