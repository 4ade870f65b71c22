package io.predictivescaler.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line every half hour of simulated time, and a header every day. */
final class PlainView implements View {
    private static final Duration EVERY = Duration.ofMinutes(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String HEADER = "                             operator                    | HPA alone\n"
            + "time              " + Checkout.UNIT
            + "  needs | forecast floor ready short min | ready short min";

    private final PrintStream out;
    private double operatorShort;
    private double aloneShort;

    PlainView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Frame frame, ScalerReport report) {
        if (frame.lived().toMillis() % EVERY.toMillis() != 0) {
            return;
        }
        if ((frame.lived().toMillis() - EVERY.toMillis()) % Duration.ofDays(1).toMillis() == 0) {
            out.println((frame.lived().equals(EVERY) ? "" : "\n") + HEADER);
        }
        double operator = frame.operator().soFar().shortMinutes();
        double alone = frame.alone().soFar().shortMinutes();
        out.println(String.format(
                Locale.ROOT,
                "%s %7.0f %6d | %8s %5d %5d %9s | %5d %9s",
                TIME.format(frame.at().plus(frame.operator().moment().length())),
                frame.demand(),
                frame.needed(),
                report.plannedAt(frame.at()).map(String::valueOf).orElse("-"),
                frame.bounds().minReplicas(),
                frame.operator().moment().ready(),
                minutes(operator - operatorShort),
                frame.alone().moment().ready(),
                minutes(alone - aloneShort)));
        operatorShort = operator;
        aloneShort = alone;
    }

    private static String minutes(double minutes) {
        return minutes == 0 ? "" : String.format(Locale.ROOT, "%.2f", minutes);
    }

    @Override
    public void close() {
        out.flush();
    }
}
