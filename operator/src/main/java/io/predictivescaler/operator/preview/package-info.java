/** What the operator would do with a resource of a live cluster, now and over the hours to come: asked read-only, and written for people and scripts. */
@NullMarked
package io.predictivescaler.operator.preview;

import org.jspecify.annotations.NullMarked;
