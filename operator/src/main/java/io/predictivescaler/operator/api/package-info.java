/**
 * The {@code PredictiveScaler} resource, version v1alpha1, as users write and read it: the CRD in {@code crds/} is
 * generated from these types. A field that is absent is null here and nowhere else;
 * {@code io.predictivescaler.operator.spec} turns a resource into values with every default resolved.
 */
@NullMarked
package io.predictivescaler.operator.api;

import org.jspecify.annotations.NullMarked;
