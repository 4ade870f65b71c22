package io.predictivescaler.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.predictivescaler.operator.testkit.BackdatingApiServer;
import io.predictivescaler.operator.testkit.OperatorFixture;
import io.predictivescaler.operator.testkit.WorkloadPods;
import io.predictivescaler.planning.leadtime.StartUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One watch on the pods of one selector. */
class PodWatchIT {
    private static final Instant NOW = Instant.parse("2026-11-03T08:00:00Z");
    private static final String SELECTOR = "app=checkout";

    private final PodLog log = new PodLog();
    private BackdatingApiServer api;
    private WorkloadPods pods;
    private PodWatch watch;

    @BeforeEach
    void start() {
        api = BackdatingApiServer.start();
        pods = WorkloadPods.of(api.client(), OperatorFixture.NAMESPACE, OperatorFixture.NAME);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void watched() {
        watch = PodWatch.begin(api.client(), OperatorFixture.NAMESPACE, SELECTOR, log, () -> NOW);
        await(() -> assertThat(watch.sees()).isTrue());
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }

    private List<Duration> startUps() {
        return log.startUps().latest().stream().map(StartUp::took).toList();
    }

    @Test
    void seesPodsThatWaitedBeforeItBegan() {
        List<String> names = pods.created(2, NOW.minusSeconds(50));
        watched();
        await(() -> assertThat(log.ages(NOW)).containsExactly(Duration.ofSeconds(50), Duration.ofSeconds(50)));

        pods.ready(names, NOW.minusSeconds(10));
        await(() -> assertThat(startUps()).containsExactly(Duration.ofSeconds(40), Duration.ofSeconds(40)));
        watch.close();
    }

    @Test
    void forgetsPodsThatAreDeleted() {
        watched();
        List<String> names = pods.created(2, NOW.minusSeconds(50));
        await(() -> assertThat(log.ages(NOW)).hasSize(2));
        pods.deleted(names);
        await(() -> assertThat(log.ages(NOW)).isEmpty());
        watch.close();
    }

    @Test
    void endsWhenItIsClosed() {
        watched();
        watch.close();
        await(() -> assertThat(watch.sees()).isFalse());
        assertThat(watch.isRefused()).isFalse();
    }

    @Test
    void keepsNoMoreOfAPodThanWhichItIs() {
        Pod pod = WorkloadPods.pod(OperatorFixture.NAMESPACE, "checkout-0", OperatorFixture.NAME, NOW);
        KnownPods known = new KnownPods();
        known.put(known.getKey(pod), pod);
        Pod kept = known.get(pod.getMetadata().getUid());
        assertThat(kept.getMetadata().getName()).isEqualTo("checkout-0");
        assertThat(kept.getSpec()).isNull();
        assertThat(kept.getStatus()).isNull();
        assertThat(kept.getMetadata().getLabels()).isNullOrEmpty();
    }
}
