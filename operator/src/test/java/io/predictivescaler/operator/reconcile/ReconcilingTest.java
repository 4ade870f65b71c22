package io.predictivescaler.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.predictivescaler.operator.api.PredictiveScaler;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReconcilingTest {
    private static PredictiveScaler scaler(UnaryOperator<ObjectMetaBuilder> with) {
        PredictiveScaler scaler = new PredictiveScaler();
        scaler.setMetadata(with.apply(new ObjectMetaBuilder()
                        .withUid("5f0c2c1e")
                        .withGeneration(1L)
                        .withResourceVersion("1"))
                .build());
        return scaler;
    }

    private static boolean isNews(UnaryOperator<ObjectMetaBuilder> change) {
        return Reconciling.isNews(scaler(change), scaler(meta -> meta));
    }

    @Test
    void whatTheOperatorWritesItselfIsNoNews() {
        assertThat(isNews(meta ->
                        meta.withResourceVersion("2").withFinalizers(List.of(PredictiveScaler.BASELINE_FINALIZER))))
                .isFalse();
    }

    @Test
    void specPauseAndDeletionAre() {
        assertThat(isNews(meta -> meta.withGeneration(2L))).isTrue();
        assertThat(isNews(meta -> meta.addToAnnotations(PredictiveScaler.PAUSE_UNTIL, "2026-11-03T12:00:00Z")))
                .isTrue();
        assertThat(isNews(meta -> meta.withDeletionTimestamp("2026-11-03T12:00:00Z")))
                .isTrue();
    }

    /** A watch that was interrupted shows one change where there were a deletion and a creation. */
    @Test
    void soIsAnotherResourceOfTheSameName() {
        assertThat(isNews(meta -> meta.withUid("77b1d9a4"))).isTrue();
    }
}
