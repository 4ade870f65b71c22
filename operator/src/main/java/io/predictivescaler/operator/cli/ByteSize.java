package io.predictivescaler.operator.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes, written as {@code 65536}, {@code 64Ki}, {@code 32Mi} or {@code 1Gi}. */
record ByteSize(long bytes) {
    static final class Converter implements ITypeConverter<ByteSize> {
        private static final Pattern NOTATION = Pattern.compile("(\\d{1,9})(Ki|Mi|Gi|)");

        @Override
        public ByteSize convert(String text) {
            Matcher parts = NOTATION.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("'" + text + "' is not a size such as 64Ki, 32Mi or 1Gi");
            }
            long number = Long.parseLong(parts.group(1));
            return new ByteSize(
                    switch (parts.group(2)) {
                        case "Ki" -> number << 10;
                        case "Mi" -> number << 20;
                        case "Gi" -> number << 30;
                        default -> number;
                    });
        }
    }
}
