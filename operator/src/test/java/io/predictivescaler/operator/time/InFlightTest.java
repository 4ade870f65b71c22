package io.predictivescaler.operator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InFlightTest {
    private final InFlight inFlight = new InFlight();
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final ExecutorService executor = inFlight.counting(new Queueing(queue));

    @Test
    void isIdleWithoutWork() throws InterruptedException {
        assertThat(inFlight.isIdle()).isTrue();
        inFlight.awaitIdle();
    }

    @Test
    void isBusyFromHandingOverToTheEnd() {
        executor.execute(() -> {});
        assertThat(inFlight.isIdle()).isFalse();

        queue.remove().run();
        assertThat(inFlight.isIdle()).isTrue();
    }

    @Test
    void isBusyBetweenATaskAndTheOneItHandsOn() {
        executor.execute(() -> executor.execute(() -> {}));
        queue.remove().run();
        assertThat(inFlight.isIdle()).isFalse();
    }

    @Test
    void countsATaskThatFailsAsEnded() {
        executor.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        Runnable task = queue.remove();
        assertThatThrownBy(task::run).isInstanceOf(IllegalStateException.class);
        assertThat(inFlight.isIdle()).isTrue();
    }

    @Test
    void doesNotCountATaskThatIsRefused() {
        ExecutorService closed = inFlight.counting(Executors.newSingleThreadExecutor());
        closed.shutdown();
        assertThatThrownBy(() -> closed.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(inFlight.isIdle()).isTrue();
    }

    @Test
    @Timeout(10)
    void wakesWhoWaits() throws InterruptedException {
        try (ExecutorService threads = inFlight.counting(Executors.newSingleThreadExecutor())) {
            for (int i = 0; i < 100; i++) {
                threads.execute(() -> {});
            }
            inFlight.awaitIdle();
            assertThat(inFlight.isIdle()).isTrue();
        }
    }

    private static final class Queueing extends AbstractExecutorService {
        private final Queue<Runnable> queue;

        Queueing(Queue<Runnable> queue) {
            this.queue = queue;
        }

        @Override
        public void execute(Runnable task) {
            queue.add(task);
        }

        @Override
        public void shutdown() {
            queue.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
