package io.predictivescaler.planning.leadtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The last start-ups of one target, by when its pods were created and not by when they were Ready: of a hundred pods that are
 * created at once the last to be Ready are the slowest, and tell of the hundred what is not so.
 *
 * @param latest at most {@link #WINDOW}, oldest first
 */
public record StartUps(List<StartUp> latest) {
    /**
     * What is remembered. After so many pods of another image or another kind of node nothing of the old ones is left; and of fewer
     * than twenty, a 90th percentile is hardly more than the slowest. How old they are does not matter: what was measured last month
     * is still nearer than a guess.
     */
    public static final int WINDOW = 20;

    public StartUps {
        latest = latest.stream().sorted(StartUp.BY_CREATION).toList();
        latest = latest.subList(Math.max(0, latest.size() - WINDOW), latest.size());
    }

    public static StartUps none() {
        return new StartUps(List.of());
    }

    /** With one more, which may be older than all of them and then changes nothing. */
    public StartUps with(StartUp startUp) {
        List<StartUp> more = new ArrayList<>(latest);
        more.add(startUp);
        return new StartUps(more);
    }

    public int size() {
        return latest.size();
    }

    List<Duration> times() {
        return latest.stream().map(StartUp::took).toList();
    }
}
