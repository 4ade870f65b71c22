package io.predictivescaler.operator.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where a preview needs more than its maximum: neighbouring points are one shortage. */
final class Shortages {
    private Shortages() {}

    /** @param width how long each point lasts */
    static List<Preview.Shortage> in(List<Preview.Point> points, Duration width) {
        List<Preview.Shortage> shortages = new ArrayList<>();
        for (Preview.Point point : points) {
            if (point.planned() <= point.bounds().maxReplicas()) {
                continue;
            }
            Preview.Shortage here = new Preview.Shortage(
                    point.at(),
                    point.at().plus(width),
                    point.planned(),
                    point.bounds().maxReplicas());
            boolean goesOn = !shortages.isEmpty() && shortages.getLast().to().equals(here.from());
            shortages.add(goesOn ? joined(shortages.removeLast(), here) : here);
        }
        return shortages;
    }

    private static Preview.Shortage joined(Preview.Shortage one, Preview.Shortage next) {
        return new Preview.Shortage(
                one.from(), next.to(), Math.max(one.needed(), next.needed()), Math.min(one.maximum(), next.maximum()));
    }
}
