package io.predictivescaler.operator.report;

import io.predictivescaler.operator.simulate.Rounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Points, some of them joined by a line: a drawing that needs no script. The scale upward begins at 0.
 *
 * @param paths drawn in order, the last on top
 * @param others each by itself
 */
record ScatterPlot(String across, String upward, List<Path> paths, List<Point> others) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 360;
    private static final int LEFT = 58;
    private static final int RIGHT = 20;
    private static final int TOP = 16;
    private static final int BOTTOM = 46;
    private static final int TICKS = 5;

    /** A letter of the drawing's type, on average. */
    private static final double LETTER = 6.4;

    private static final int LINE_HEIGHT = 15;

    /** A point beyond this much of the next largest is drawn at the edge: it would press all others together. */
    private static final double FAR = 1.8;

    /** Room beside the outermost points, as a share of what lies between them. */
    private static final double ASIDE = 0.08;

    /** How much a line is meant to be seen. */
    enum Emphasis {
        FULL,
        FAINT
    }

    /** Points joined by a line, in order. */
    record Path(Emphasis emphasis, List<Point> points) {
        Path {
            points = List.copyOf(points);
        }
    }

    /**
     * A point.
     *
     * @param name written beside it; none when empty
     */
    record Point(String name, String colour, double x, double y) {}

    /** Where something stands already. */
    private record Box(double left, double top, double right, double bottom) {
        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    ScatterPlot {
        paths = List.copyOf(paths);
        others = List.copyOf(others);
    }

    /** A scale of round numbers. */
    private record Scale(double step, int first, int last) {
        /** One that holds all from {@code least} to {@code most}. */
        static Scale over(double least, double most) {
            double rough = Math.max(most - least, Math.max(most * 0.05, 1e-9)) / TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = DoubleStream.of(1, 2, 2.5, 5, 10)
                    .map(round -> round * power)
                    .filter(round -> round >= rough * 0.999)
                    .findFirst()
                    .orElse(10 * power);
            return new Scale(step, (int) Math.floor(least / step), (int) Math.ceil(most / step));
        }

        List<Double> ticks() {
            return IntStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
        }

        double share(double value) {
            return (value / step - first) / (last - first);
        }

        double end() {
            return last * step;
        }
    }

    /**
     * The drawing.
     *
     * @param alternative what it shows, in words
     */
    Html html(String alternative) {
        List<Point> all = all();
        double least = all.stream().mapToDouble(Point::x).min().orElse(0);
        double most = largestNear();
        Scale over = Scale.over(Math.max(0, least - ASIDE * (most - least)), most + ASIDE * (most - least));
        Scale up = Scale.over(0, all.stream().mapToDouble(Point::y).max().orElse(1));
        Html.Element svg = Html.of("svg")
                .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .with("role", "img")
                .with("aria-label", alternative);
        for (double y : up.ticks()) {
            svg = svg.and(line(LEFT, atY(y, up), WIDTH - RIGHT, atY(y, up), y == 0 ? "axis" : "grid"))
                    .and(text(Rounded.number(y), LEFT - 8, atY(y, up) + 4, "end", ""));
        }
        for (double x : over.ticks()) {
            svg = svg.and(text(Rounded.number(x), atX(x, over), HEIGHT - BOTTOM + 18, "middle", ""));
        }
        svg = svg.and(text(across, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", ""))
                .and(text(upward, 14, (TOP + HEIGHT - BOTTOM) / 2.0, "middle", "")
                        .with("transform", "rotate(-90 14 " + decimal((TOP + HEIGHT - BOTTOM) / 2.0) + ")"));
        for (Path path : paths) {
            svg = svg.and(Html.of("polyline")
                    .with("class", path.emphasis() == Emphasis.FULL ? "path" : "path faint")
                    .with(
                            "points",
                            path.points().stream()
                                    .map(point -> decimal(atX(point.x(), over)) + "," + decimal(atY(point.y(), up)))
                                    .collect(Collectors.joining(" "))));
        }
        for (Html piece : points(over, up)) {
            svg = svg.and(piece);
        }
        return svg;
    }

    private List<Html> points(Scale over, Scale up) {
        List<Html> pieces = new ArrayList<>();
        List<Box> taken = new ArrayList<>();
        for (Point point : all()) {
            double x = Math.min(atX(point.x(), over), WIDTH - RIGHT);
            double y = atY(point.y(), up);
            taken.add(new Box(x - 7, y - 7, x + 7, y + 7));
            pieces.add(Html.of("circle")
                    .with("class", style(point))
                    .with("style", "--colour: var(--" + point.colour() + ")")
                    .with("cx", decimal(x))
                    .with("cy", decimal(y))
                    .with("r", "5.5"));
        }
        // Others first, for a line's labels can give way.
        List<Point> named = new ArrayList<>(others);
        paths.forEach(path -> named.addAll(path.points()));
        named.removeIf(point -> point.name().isEmpty());
        for (Point point : named) {
            double x = Math.min(atX(point.x(), over), WIDTH - RIGHT);
            boolean beyond = point.x() > over.end();
            String label = beyond ? point.name() + ", " + Rounded.number(point.x()) + " →" : point.name();
            pieces.add(label(label, x, atY(point.y(), up), taken));
        }
        return pieces;
    }

    /** Beside its point, above or below it: where there is room first. */
    private static Html label(String label, double x, double y, List<Box> taken) {
        double width = label.length() * LETTER;
        List<Box> places = List.of(
                new Box(x + 10, y - 7, x + 10 + width, y + 7),
                new Box(x - 10 - width, y - 7, x - 10, y + 7),
                new Box(x - width / 2, y - 10 - LINE_HEIGHT, x + width / 2, y - 10),
                new Box(x - width / 2, y + 10, x + width / 2, y + 10 + LINE_HEIGHT),
                new Box(x - width, y - 10 - LINE_HEIGHT, x, y - 10),
                new Box(x - width, y + 10, x, y + 10 + LINE_HEIGHT));
        List<Box> inside = places.stream()
                .filter(box -> box.left() > LEFT && box.right() < WIDTH && box.bottom() < HEIGHT - BOTTOM + 4)
                .toList();
        Box place = inside.stream()
                .filter(box -> taken.stream().noneMatch(box::overlaps))
                .findFirst()
                .orElse(inside.isEmpty() ? places.getFirst() : inside.getFirst());
        taken.add(place);
        return text(label, place.left(), place.bottom() - 3, "start", "name");
    }

    private String style(Point point) {
        return paths.stream()
                .filter(path -> path.points().contains(point))
                .map(path -> path.emphasis() == Emphasis.FULL ? "dot" : "dot faint")
                .findFirst()
                .orElse("dot ring");
    }

    private List<Point> all() {
        List<Point> all = new ArrayList<>();
        paths.forEach(path -> all.addAll(path.points()));
        all.addAll(others);
        return all;
    }

    /** The largest x but for those that are far from all others. */
    private double largestNear() {
        List<Double> sorted = all().stream().map(Point::x).sorted().toList();
        double largest = sorted.isEmpty() ? 1 : sorted.getFirst();
        for (double x : sorted) {
            if (x > FAR * largest && largest > 0) {
                return largest;
            }
            largest = x;
        }
        return largest;
    }

    private static double atX(double x, Scale scale) {
        return LEFT + (WIDTH - LEFT - RIGHT) * scale.share(x);
    }

    private static double atY(double y, Scale scale) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * scale.share(y);
    }

    private static Html line(double x1, double y1, double x2, double y2, String style) {
        return Html.of("line")
                .with("class", style)
                .with("x1", decimal(x1))
                .with("y1", decimal(y1))
                .with("x2", decimal(x2))
                .with("y2", decimal(y2));
    }

    private static Html.Element text(String text, double x, double y, String anchor, String style) {
        return Html.of("text", text)
                .with("x", decimal(x))
                .with("y", decimal(y))
                .with("text-anchor", anchor)
                .with("class", style);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
