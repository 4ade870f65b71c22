package io.predictivescaler.operator.config;

import java.util.regex.Pattern;

/** Names as the API server accepts them (RFC 1123 label and subdomain). */
final class KubernetesName {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final Pattern NAMESPACE = Pattern.compile(LABEL);
    private static final Pattern OBJECT = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private KubernetesName() {}

    static String namespace(String option, String value) {
        if (!NAMESPACE.matcher(value).matches()) {
            throw new InvalidSetting(option, value, "the name of a namespace (a-z, 0-9, '-', at most 63 characters)");
        }
        return value;
    }

    static String object(String option, String value) {
        if (value.length() > 253 || !OBJECT.matcher(value).matches()) {
            throw new InvalidSetting(option, value, "a Kubernetes name (a-z, 0-9, '-', '.', at most 253 characters)");
        }
        return value;
    }
}
