package io.predictivescaler.operator.time;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts the work that was handed to the executors it wraps and has not ended. A task that hands on more work before it ends keeps
 * the count above zero, so zero means that nothing will happen until the clock moves or somebody writes to the API server.
 */
public final class InFlight {
    private int count;

    /** Waits until nothing is in flight. */
    public synchronized void awaitIdle() throws InterruptedException {
        while (count > 0) {
            wait();
        }
    }

    public synchronized boolean isIdle() {
        return count == 0;
    }

    /** The executor, with its tasks counted. */
    public ExecutorService counting(ExecutorService executor) {
        return new CountingExecutor(executor);
    }

    private synchronized void add(int change) {
        count += change;
        if (count == 0) {
            notifyAll();
        }
    }

    private final class CountingExecutor extends AbstractExecutorService {
        private final ExecutorService delegate;

        CountingExecutor(ExecutorService delegate) {
            this.delegate = delegate;
        }

        @Override
        public void execute(Runnable task) {
            add(1);
            try {
                delegate.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        add(-1);
                    }
                });
            } catch (RuntimeException e) {
                add(-1);
                throw e;
            }
        }

        @Override
        public void shutdown() {
            delegate.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return delegate.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return delegate.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return delegate.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return delegate.awaitTermination(timeout, unit);
        }
    }
}
