package io.predictivescaler.planning;

import java.time.Instant;

/**
 * What the operator writes down on a target, in the same patch that first changes its bounds.
 *
 * @param targetUid the object it was written on; another UID means a clone or a restored back-up
 * @param scalerUid the PredictiveScaler that wrote it
 * @param baseline what to put back
 * @param applied what the operator set
 * @param expires until when the forecast behind {@code applied} has an opinion
 */
public record BoundsRecord(String targetUid, String scalerUid, Baseline baseline, Bounds applied, Instant expires) {}
