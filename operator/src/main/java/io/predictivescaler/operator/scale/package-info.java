/** The targets whose bounds are moved: how they are read, patched and put back. */
@NullMarked
package io.predictivescaler.operator.scale;

import org.jspecify.annotations.NullMarked;
