package io.predictivescaler.operator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds room for labels beside points, label by label, so that they cover neither each other nor what is drawn. */
final class LabelPlaces {
    /** A letter of the drawings' type, on average. */
    private static final double LETTER = 6.4;

    private static final int LINE_HEIGHT = 15;
    private static final int GAP = 10;

    private final Box area;
    private final List<Box> taken = new ArrayList<>();

    /** A rectangle; y grows downward. */
    record Box(double left, double top, double right, double bottom) {
        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean holds(Box other) {
            return left <= other.left && top <= other.top && other.right <= right && other.bottom <= bottom;
        }
    }

    LabelPlaces(Box area) {
        this.area = area;
    }

    /** No label goes around this point nearer than {@code reach}. */
    void keepClear(double x, double y, double reach) {
        taken.add(new Box(x - reach, y - reach, x + reach, y + reach));
    }

    /** No label goes over the line between two points. */
    void keepClear(double x1, double y1, double x2, double y2) {
        int dots = (int) Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 4);
        for (int i = 0; i <= dots; i++) {
            double share = dots == 0 ? 0 : (double) i / dots;
            keepClear(x1 + share * (x2 - x1), y1 + share * (y2 - y1), 2);
        }
    }

    /** Where the label of a point goes: to its right if there is room, else around it, and over something only where there is none. */
    Box placeFor(String label, double x, double y) {
        double width = label.length() * LETTER;
        double half = width / 2;
        List<Box> inside = Stream.of(
                        box(x + GAP, y - LINE_HEIGHT / 2.0, width),
                        box(x + GAP - 4, y - GAP - LINE_HEIGHT + 4, width),
                        box(x - GAP - width, y - LINE_HEIGHT / 2.0, width),
                        box(x - half, y - GAP - LINE_HEIGHT, width),
                        box(x - half, y + GAP, width),
                        box(x - width, y - GAP - LINE_HEIGHT, width),
                        box(x - width, y + GAP, width),
                        box(x, y + GAP, width),
                        box(x - width, y - GAP - 2 * LINE_HEIGHT, width),
                        box(x - half, y - GAP - 3 * LINE_HEIGHT, width))
                .filter(area::holds)
                .toList();
        Box place = inside.stream()
                .filter(box -> taken.stream().noneMatch(box::overlaps))
                .findFirst()
                .orElseGet(() -> inside.isEmpty() ? box(x - width, y - GAP - LINE_HEIGHT, width) : inside.getLast());
        taken.add(place);
        return place;
    }

    private static Box box(double left, double top, double width) {
        return new Box(left, top, left + width, top + LINE_HEIGHT);
    }
}
