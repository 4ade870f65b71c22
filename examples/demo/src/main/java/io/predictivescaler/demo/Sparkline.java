package io.predictivescaler.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last values of a quantity as a row of bars. */
final class Sparkline {
    private static final String BARS = " ▁▂▃▄▅▆▇█";

    private final int width;
    private final Deque<Bar> bars = new ArrayDeque<>();

    /** How a bar is to be seen. */
    enum Look {
        Usual,
        /** There was a shortage. */
        Alarming
    }

    private record Bar(double value, Look look) {}

    Sparkline(int width) {
        this.width = width;
    }

    void add(double value, Look look) {
        bars.addLast(new Bar(value, look));
        if (bars.size() > width) {
            bars.removeFirst();
        }
    }

    double highest() {
        return bars.stream().mapToDouble(Bar::value).max().orElse(0);
    }

    /** The bars, with {@code top} as the full height, filled up with blanks to the width. */
    String drawn(double top, Palette palette) {
        StringBuilder row = new StringBuilder();
        for (Bar bar : bars) {
            int height = top <= 0 ? 0 : (int) Math.clamp(Math.ceil(8 * bar.value() / top), 0, 8);
            String glyph = BARS.substring(height, height + 1);
            row.append(bar.look() == Look.Alarming ? palette.alarming(glyph) : glyph);
        }
        return row.append(" ".repeat(width - bars.size())).toString();
    }
}
