/**
 * The {@code PredictiveScaler} resource, version v1alpha1, as users write and read it: the CRD in {@code crds/} is
 * generated from these types. A field that is absent is null here and nowhere else;
 * {@code io.predictivescaler.operator.spec} turns a resource into values with every default resolved.
 *
 * <p>A field that this version does not know is skipped, as an older operator under a newer CRD must do: a single resource that
 * cannot be read keeps the operator from watching any.
 */
@NullMarked
package io.predictivescaler.operator.api;

import org.jspecify.annotations.NullMarked;
