package io.predictivescaler.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.predictivescaler.operator.testkit.WorkloadPods;
import io.predictivescaler.planning.leadtime.StartUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PodLogTest {
    private static final Instant CREATED = Instant.parse("2026-11-03T08:00:00Z");

    private final PodLog log = new PodLog();

    private static Instant after(long seconds) {
        return CREATED.plusSeconds(seconds);
    }

    private static Pod pod() {
        return WorkloadPods.pod("shop", "checkout-0", "checkout", CREATED);
    }

    private static Pod ready(long seconds) {
        return WorkloadPods.ready(pod(), "True", after(seconds));
    }

    private static Pod unready(long seconds) {
        return WorkloadPods.ready(pod(), "False", after(seconds));
    }

    /** As the kubelet writes it, which has first looked at the pod at {@code start}. */
    private static Pod lookedAtFrom(Pod pod, long start) {
        return new PodBuilder(pod)
                .editStatus()
                .withStartTime(after(start).toString())
                .endStatus()
                .build();
    }

    private List<Duration> startUps() {
        return log.startUps().latest().stream().map(StartUp::took).toList();
    }

    @Nested
    class OfAPodThatIsSeenStarting {
        @Test
        void countsFromCreatedToFirstReadyTheWaitForANodeIncluded() {
            log.seen(pod(), after(1));
            log.seen(lookedAtFrom(unready(30), 30), after(31));
            log.seen(lookedAtFrom(ready(70), 30), after(71));

            assertThat(startUps()).containsExactly(Duration.ofSeconds(70));
            assertThat(log.ages(after(80))).isEmpty();
        }

        @Test
        void countsItsAgeUntilThen() {
            log.seen(pod(), after(1));
            assertThat(log.ages(after(25))).containsExactly(Duration.ofSeconds(25));
            assertThat(startUps()).isEmpty();
        }

        @Test
        void doesNotCountALaterReadyAgain() {
            log.seen(pod(), after(1));
            log.seen(ready(40), after(40));
            log.seen(unready(600), after(600));
            assertThat(log.ages(after(700))).isEmpty();

            log.seen(ready(900), after(900));
            assertThat(startUps()).containsExactly(Duration.ofSeconds(40));
        }

        @Test
        void goesOnCountingOneThatWasSeenForTheFirstTimeWhenTheKubeletHadLookedAtIt() {
            log.seen(lookedAtFrom(unready(31), 30), after(50));
            log.seen(lookedAtFrom(ready(70), 30), after(70));
            assertThat(startUps()).containsExactly(Duration.ofSeconds(70));
        }

        @Test
        void countsNoPodThatWaitsForMoreThanADay() {
            log.seen(pod(), after(1));
            assertThat(log.ages(CREATED.plus(Duration.ofHours(23)))).hasSize(1);
            assertThat(log.ages(CREATED.plus(Duration.ofHours(25)))).isEmpty();
        }
    }

    @Nested
    class DoesNotCountAPod {
        @Test
        void thatWasReadyBeforeItWasSeen() {
            log.seen(ready(40), after(4_000));
            log.seen(unready(5_000), after(5_000));
            log.seen(ready(6_000), after(6_000));
            assertThat(startUps()).isEmpty();
            assertThat(log.ages(after(6_000))).isEmpty();
        }

        @Test
        void thatMayHaveBeenReadyBeforeItWasSeen() {
            log.seen(lookedAtFrom(unready(5_000), 30), after(5_010));
            assertThat(log.ages(after(5_020))).isEmpty();
            log.seen(lookedAtFrom(ready(6_000), 30), after(6_000));
            assertThat(startUps()).isEmpty();
        }

        @Test
        void thatWasDeletedBeforeItWasReady() {
            log.seen(pod(), after(1));
            log.gone("uid-checkout-0");
            assertThat(log.ages(after(60))).isEmpty();
            assertThat(startUps()).isEmpty();
        }

        @Test
        void thatIsBeingDeleted() {
            log.seen(pod(), after(1));
            log.seen(
                    new PodBuilder(pod())
                            .editMetadata()
                            .withDeletionTimestamp(after(50).toString())
                            .endMetadata()
                            .build(),
                    after(50));
            assertThat(log.ages(after(60))).isEmpty();
        }

        @Test
        void thatFailed() {
            log.seen(pod(), after(1));
            log.seen(
                    new PodBuilder(pod())
                            .editStatus()
                            .withPhase("Failed")
                            .withReason("Evicted")
                            .endStatus()
                            .build(),
                    after(50));
            assertThat(log.ages(after(60))).isEmpty();
        }

        @Test
        void ofAJob() {
            log.seen(
                    new PodBuilder(pod())
                            .editMetadata()
                            .addNewOwnerReference()
                            .withApiVersion("batch/v1")
                            .withKind("Job")
                            .withName("migrate")
                            .withUid("u")
                            .endOwnerReference()
                            .endMetadata()
                            .build(),
                    after(1));
            assertThat(log.ages(after(60))).isEmpty();
        }
    }

    @Nested
    class OnceBlind {
        @Test
        void keepsWhatItMeasuredAndForgetsWhoWaits() {
            log.seen(pod(), after(1));
            log.seen(ready(40), after(41));
            log.seen(WorkloadPods.pod("shop", "checkout-1", "checkout", CREATED), after(42));
            log.blind();
            assertThat(startUps()).containsExactly(Duration.ofSeconds(40));
            assertThat(log.ages(after(60))).isEmpty();
        }
    }

    @Test
    void keepsTheLastTwentyOfManyPods() {
        IntStream.range(0, 100).forEach(i -> {
            Pod pod = WorkloadPods.pod("shop", "checkout-" + i, "checkout", after(i));
            log.seen(pod, after(i + 1));
            log.seen(WorkloadPods.ready(pod, "True", after(2L * i)), after(2L * i));
        });
        assertThat(startUps())
                .isEqualTo(
                        IntStream.range(80, 100).mapToObj(Duration::ofSeconds).toList());
    }
}
