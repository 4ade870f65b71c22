/**
 * Pages to show to people: one self-contained HTML file each. {@link io.predictivescaler.operator.report.Page},
 * {@link io.predictivescaler.operator.report.Html} and {@link io.predictivescaler.operator.report.Chart} serve any page,
 * {@link io.predictivescaler.operator.report.Report} is the one about a simulation.
 */
@NullMarked
package io.predictivescaler.operator.report;

import org.jspecify.annotations.NullMarked;
