/**
 * What a user asked for, as values: {@link io.predictivescaler.operator.spec.SpecReader} checks a resource and fills in every
 * default, so that nothing behind it sees a null, a text to parse or a Kubernetes type.
 */
@NullMarked
package io.predictivescaler.operator.spec;

import org.jspecify.annotations.NullMarked;
