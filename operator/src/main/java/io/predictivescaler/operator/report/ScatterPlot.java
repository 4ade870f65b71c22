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
        LabelPlaces places = new LabelPlaces(new LabelPlaces.Box(LEFT, 0, WIDTH, HEIGHT - BOTTOM + 10));
        places.keepClear(LEFT, atY(0, up), WIDTH - RIGHT, atY(0, up));
        for (Path path : paths) {
            for (int i = 1; i < path.points().size(); i++) {
                Point from = path.points().get(i - 1);
                Point to = path.points().get(i);
                places.keepClear(atX(from.x(), over), atY(from.y(), up), atX(to.x(), over), atY(to.y(), up));
            }
        }
        for (Point point : all()) {
            double x = atX(point.x(), over);
            double y = atY(point.y(), up);
            places.keepClear(x, y, 7);
            pieces.add(Html.of("circle")
                    .with("class", style(point))
                    .with("style", "--colour: var(--" + point.colour() + ")")
                    .with("cx", decimal(x))
                    .with("cy", decimal(y))
                    .with("r", "5.5"));
        }
        for (Point point : all()) {
            if (!point.name().isEmpty()) {
                boolean beyond = point.x() > over.end();
                String label = beyond ? point.name() + ", " + Rounded.number(point.x()) + " →" : point.name();
                LabelPlaces.Box place = places.placeFor(label, atX(point.x(), over), atY(point.y(), up));
                pieces.add(text(label, place.left(), place.bottom() - 4, "start", "name"));
            }
        }
        return pieces;
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
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, scale.share(x));
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
