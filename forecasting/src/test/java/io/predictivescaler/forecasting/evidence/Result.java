package io.predictivescaler.forecasting.evidence;

import io.predictivescaler.forecasting.evaluation.TraceScores;

/** What a forecaster scored on one trace. */
record Result(double mase, double wql, double hourMase, double hourWql, double coverage90, double coverage95) {
    /** How many of the scores are compared with the seasonal naive's; they come first. */
    static final int COMPARED = 4;

    static Result of(TraceScores scores) {
        return new Result(
                scores.day().mase(),
                scores.day().wql(),
                scores.firstHour().mase(),
                scores.firstHour().wql(),
                scores.day().coverage90(),
                scores.day().coverage95());
    }

    double compared(int i) {
        return switch (i) {
            case 0 -> mase;
            case 1 -> wql;
            case 2 -> hourMase;
            case 3 -> hourWql;
            default -> throw new IndexOutOfBoundsException(i);
        };
    }
}
