/** What the operator is told at its start: one record per concern, read once, valid when it exists. */
@NullMarked
package io.predictivescaler.operator.config;

import org.jspecify.annotations.NullMarked;
