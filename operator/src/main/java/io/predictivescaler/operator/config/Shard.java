package io.predictivescaler.operator.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The part of all PredictiveScalers that an instance looks after: those whose UID hashes to its number. Each belongs to exactly one of
 * the shards 0 to {@code count} − 1, for as long as it lives and whatever happens to the others.
 *
 * @param index which of them, from 0
 * @param count how many there are; 1 to 64
 */
public record Shard(int index, int count) {
    private static final int MOST = 64;

    public Shard {
        if (count < 1 || count > MOST) {
            throw new InvalidSetting("--shard-count", Integer.toString(count), "a number from 1 to " + MOST);
        }
        if (index < 0 || index >= count) {
            throw new InvalidSetting(
                    "--shard",
                    Integer.toString(index),
                    count == 1
                            ? "0, or is left out, where --shard-count is 1"
                            : "a number from 0 to " + (count - 1) + ", where --shard-count is " + count);
        }
    }

    /** That of an instance which looks after everything. */
    public static Shard whole() {
        return new Shard(0, 1);
    }

    /** Whether a resource of this UID is this shard's. */
    public boolean owns(String uid) {
        return count == 1 || of(uid, count).index() == index;
    }

    /**
     * The shard that a resource of this UID belongs to, among so many: the first 32 bits of the SHA-256 of the UID, as an unsigned
     * number, modulo their count. It can be told in any language, and in a shell by {@code sha256sum}.
     */
    public static Shard of(String uid, int count) {
        int first = ByteBuffer.wrap(sha256(uid)).getInt();
        return new Shard(Integer.remainderUnsigned(first, count), count);
    }

    private static byte[] sha256(String uid) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** As logs name it. */
    @Override
    public String toString() {
        return "shard " + index + " of " + count;
    }
}
