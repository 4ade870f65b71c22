package io.predictivescaler.operator.config;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an allowed host is written: {@code host}, {@code *.domain} or {@code [IPv6]}, each with a port or without. */
public final class HostPattern {
    private static final Pattern FORM =
            Pattern.compile("(?:(?:[*][.])?[A-Za-z0-9](?:[-A-Za-z0-9.]*[A-Za-z0-9])?|(?<v6>\\[[0-9A-Fa-f:.]+]))"
                    + "(?::(?<port>[0-9]{1,5}))?");
    private static final int LAST_PORT = 65535;

    private HostPattern() {}

    /** Whether this text is one. */
    public static boolean accepts(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && isPort(form.group("port")) && isAddress(form.group("v6"));
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= LAST_PORT);
    }

    private static boolean isAddress(@Nullable String v6) {
        try {
            return v6 == null || URI.create("http://" + v6).getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
