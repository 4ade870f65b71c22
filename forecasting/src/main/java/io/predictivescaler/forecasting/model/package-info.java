/** The members of the blend: each fits a demand series and gives one point forecast a step, from any origin inside it. */
@NullMarked
package io.predictivescaler.forecasting.model;

import org.jspecify.annotations.NullMarked;
