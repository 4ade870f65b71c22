package io.predictivescaler.operator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's clock and a timer thread. */
public final class SystemTimekeeping implements Timekeeping {
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor timer;

    public SystemTimekeeping(InstantSource clock) {
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timekeeping").factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void at(Instant due, Runnable task) {
        long delay = Math.max(0, Duration.between(now(), due).toMillis());
        var unused = timer.schedule(task, delay, TimeUnit.MILLISECONDS);
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        Thread.sleep(length);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
