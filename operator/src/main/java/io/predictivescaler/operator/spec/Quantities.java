package io.predictivescaler.operator.spec;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.predictivescaler.operator.api.Formats;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Positive quantities as Kubernetes writes them: {@code 50}, {@code "1.5"}, {@code 500m}, {@code 2k}. */
final class Quantities {
    private static final Pattern NOTATION = Pattern.compile(Formats.QUANTITY);
    private static final int LONGEST = 32;
    private static final double LEAST = 1e-9;
    private static final double MOST = 1e15;

    private Quantities() {}

    /** The number, or nothing where the text is no quantity or not within 10⁻⁹ to 10¹⁵. */
    static OptionalDouble positive(IntOrString quantity) {
        String text = String.valueOf(quantity.getValue());
        // The pattern comes first: it keeps an exponent like 1e999999999 away from decimal arithmetic.
        if (text.length() > LONGEST || !NOTATION.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        BigDecimal amount = Quantity.parse(text).getNumericalAmount();
        double number = amount.doubleValue();
        return number >= LEAST && number <= MOST ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
