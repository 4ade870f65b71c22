package io.predictivescaler.operator.testkit;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests of a shop's two pods, counted as an application counts them and sampled each minute: 60 req/s by night, 900 between 9 and
 * 11 o'clock of a working day and 300 then at the weekend, with ramps of half an hour and noise.
 */
public final class ShopTraffic {
    public static final String QUERY = "sum(rate(shop_requests_total{app=\"checkout\"}[5m]))";

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final List<String> PODS = List.of("checkout-a", "checkout-b");

    private ShopTraffic() {}

    /** The samples from {@code start} to {@code end} in the OpenMetrics format; the same seed gives the same. */
    public static String between(Instant start, Instant end, long seed) {
        StringBuilder text = new StringBuilder("# TYPE shop_requests counter\n");
        SplittableRandom random = new SplittableRandom(seed);
        for (String pod : PODS) {
            long count = 0;
            for (Instant time = start; time.isBefore(end); time = time.plus(INTERVAL)) {
                double perPod = at(time.atZone(ZoneOffset.UTC)) / PODS.size();
                count += Math.round(perPod * INTERVAL.toSeconds() * random.nextDouble(0.9, 1.1));
                text.append("shop_requests_total{app=\"checkout\",pod=\"")
                        .append(pod)
                        .append("\"} ")
                        .append(count)
                        .append(' ')
                        .append(BigDecimal.valueOf(time.toEpochMilli(), 3))
                        .append('\n');
            }
        }
        return text.append("# EOF\n").toString();
    }

    private static double at(ZonedDateTime time) {
        boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        double hour = time.toLocalTime().toSecondOfDay() / 3600.0;
        double up = Math.clamp(2 * (hour - 8.5), 0, 1);
        double down = Math.clamp(2 * (hour - 11), 0, 1);
        return 60 + (weekend ? 240 : 840) * (up - down);
    }
}
