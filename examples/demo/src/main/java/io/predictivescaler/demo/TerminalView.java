package io.predictivescaler.demo;

import io.predictivescaler.demo.Sparkline.Look;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A picture that is redrawn in place, at most ten times a second. */
final class TerminalView implements View {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final Duration BAR = Duration.ofMinutes(15);
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int LABEL = 11;
    private static final int TEXT = 30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final PrintStream out;
    private final int width;
    private final Palette palette;
    private final Scenario scenario;
    private final LongSupplier nanos;
    private final int bars;
    private final Sparkline demand;
    private final Sparkline floor;
    private final Sparkline operator;
    private final Sparkline alone;
    private Look operatorLook = Look.Usual;
    private Look aloneLook = Look.Usual;
    private int drawnLines;
    private long drawnAt;
    private boolean closed;

    /**
     * @param width of the terminal in columns
     * @param nanos a clock of the machine, to draw no more often than can be seen
     */
    TerminalView(PrintStream out, int width, Palette palette, Scenario scenario, LongSupplier nanos) {
        this.out = out;
        this.width = Math.max(width, LABEL + TEXT + 8);
        this.palette = palette;
        this.scenario = scenario;
        this.nanos = nanos;
        this.bars = Math.min(96, this.width - LABEL - TEXT - 1);
        this.demand = new Sparkline(bars);
        this.floor = new Sparkline(bars);
        this.operator = new Sparkline(bars);
        this.alone = new Sparkline(bars);
        this.drawnAt = nanos.getAsLong() - REDRAW_NANOS;
        out.print(HIDE_CURSOR);
    }

    @Override
    public synchronized void show(Frame frame, ScalerReport report) {
        operatorLook = frame.operator().moment().isShort() ? Look.Alarming : operatorLook;
        aloneLook = frame.alone().moment().isShort() ? Look.Alarming : aloneLook;
        if (frame.lived().toMillis() % BAR.toMillis() == 0) {
            demand.add(frame.demand() / Checkout.CAPACITY_PER_REPLICA, Look.Usual);
            floor.add(frame.bounds().minReplicas(), Look.Usual);
            operator.add(frame.operator().moment().ready(), operatorLook);
            alone.add(frame.alone().moment().ready(), aloneLook);
            operatorLook = Look.Usual;
            aloneLook = Look.Usual;
        }
        boolean last = frame.lived().equals(scenario.length());
        if (!closed && (last || nanos.getAsLong() - drawnAt >= REDRAW_NANOS)) {
            drawnAt = nanos.getAsLong();
            draw(lines(frame, report));
        }
    }

    private List<String> lines(Frame frame, ScalerReport report) {
        double top =
                Math.max(Math.max(demand.highest(), floor.highest()), Math.max(operator.highest(), alone.highest()));
        List<String> lines = new ArrayList<>();
        String days = "day " + (frame.lived().minusNanos(1).toDays() + 1) + " of "
                + scenario.length().toDays();
        lines.add(palette.strong(cut(TIME.format(frame.at()) + " · " + days + " · " + scenario.title(), 0)));
        lines.add("");
        lines.add(row(
                "demand",
                demand,
                top,
                String.format(Locale.ROOT, "%.0f " + Checkout.UNIT + ", needs %d", frame.demand(), frame.needed())));
        lines.add(row("floor", floor, top, frame.bounds().minReplicas() + " minReplicas"));
        lines.add(row("operator", operator, top, side(frame.operator())));
        lines.add(row("HPA alone", alone, top, side(frame.alone())));
        lines.add("");
        lines.add(label("forecast") + forecast(frame.at(), report, top));
        lines.add(label("decision") + cut(report.decision(), LABEL));
        return lines;
    }

    private String row(String name, Sparkline line, double top, String text) {
        return label(name) + line.drawn(top, palette) + " " + text;
    }

    private String side(Frame.Side side) {
        String text = String.format(
                Locale.ROOT,
                "%d ready, %.1f min short",
                side.moment().ready(),
                side.soFar().shortMinutes());
        return side.moment().isShort() ? palette.alarming(text) : text;
    }

    private String forecast(Instant now, ScalerReport report, double top) {
        List<ScalerReport.Point> ahead = report.points().stream()
                .filter(point -> point.at().isAfter(now))
                .toList();
        Sparkline line = new Sparkline(bars);
        ahead.forEach(point -> line.add(point.planned(), Look.Usual));
        String peak = ahead.stream()
                .max(java.util.Comparator.comparingInt(ScalerReport.Point::planned))
                .map(point -> point.planned() + " at " + TIME.format(point.at()))
                .orElse("none yet");
        return line.drawn(Math.max(top, line.highest()), palette) + " " + peak;
    }

    private static String label(String name) {
        return String.format(Locale.ROOT, "%-" + LABEL + "s", name);
    }

    private String cut(String text, int indent) {
        int room = width - indent - 1;
        return text.length() <= room ? text : text.substring(0, room - 1) + "…";
    }

    private void draw(List<String> lines) {
        StringBuilder picture = new StringBuilder();
        if (drawnLines > 0) {
            picture.append("\u001b[").append(drawnLines).append("A\r");
        }
        for (String line : lines) {
            picture.append(line).append(CLEAR_TO_END_OF_LINE).append('\n');
        }
        drawnLines = lines.size();
        out.print(picture);
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            out.print(SHOW_CURSOR);
            out.flush();
        }
    }
}
