package dev.longshore.s3;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * Memory and parts of uploads, rates.
 *
 * <h3>Memory of the process</h3>
 *
 * <p>The process takes more than its heap: about 100 MiB for classes, compiled code and the JVM itself. By default a
 * JVM also lets the heap grow to a quarter of the machine before it collects. For a small process say so in front of
 * {@code -jar}:
 *
 * <pre>{@code
 * java -XX:+UseSerialGC -Xmx256m -Xmn16m -jar target/quarkus-app/quarkus-run.jar
 * }</pre>
 *
 * <p>What lives long here are the slabs of uploads; most else is short-lived, for which 16 MiB ({@code -Xmn}) are
 * enough. Without it the JVM takes a third of the heap for that. On JDK 17 this took, at most: 179 MiB resident while
 * one client uploaded (223 without {@code -Xmn}), 128 while one downloaded (163), 161 for 8 sessions with small files
 * (215).
 */
@ConfigMapping(prefix = "longshore.transfers")
public interface TransferSettings {
    /**
     * What all uploads together may hold of bytes that S3 has not confirmed yet. When it is used up, uploads wait and
     * TCP holds their senders. Downloads from a distant S3 borrow up to a quarter of it. At least 16M:
     * “longshore.transfers.memory is …: uploads need 16M together at least”. It is part of the Java heap
     * ({@code -Xmx}), and three quarters of that at most: “longshore.transfers.memory is …, more than three quarters of
     * the largest heap of …: lower it, or raise the heap (-Xmx)”.
     *
     * @default a quarter of the largest heap, at least {@code 16M}
     */
    Optional<MemorySize> memory();

    /**
     * The size of the first parts of an upload, 5M to 1G: “longshore.transfers.part-size must be between 5M and 1G,
     * which S3 takes as parts”. A file of up to this size is sent by one PutObject. A value above a quarter of the
     * memory (or above 5M, where that is more) is cut to it. Parts double after each 250 parts, up to the same bound.
     *
     * <p>S3 takes 10,000 parts. Those behind the 1,000th are blocks of 5 GiB, which are received into objects of their own and
     * copied inside S3, so the largest file of unknown length has 45,000 GiB and more. One of up to 50,000 GiB, which is
     * S3's limit, fits if ALLO tells its length before. Where the S3 cannot copy blocks (see
     * {@code longshore.s3.capabilities}), memory bounds the largest file:
     *
     * <table>
     * <tr><th>memory</th><th>largest file at the default part size</th></tr>
     * <tr><td>16M</td><td>48 GiB</td></tr>
     * <tr><td>64M</td><td>154 GiB</td></tr>
     * <tr><td>256M</td><td>591 GiB</td></tr>
     * <tr><td>1G</td><td>2,248 GiB</td></tr>
     * </table>
     *
     * <p>While memory is short, parts as small as 5 MiB are sent, and the largest file is smaller accordingly. A file
     * beyond it is answered 552.
     */
    @WithDefault("8M")
    MemorySize partSize();

    /**
     * How many parts of one upload may be on their way to S3 at once, and how many ranges of a download from a distant
     * S3 may be fetched ahead, 1 to 64: “longshore.transfers.parallel-parts is …: it must be 1 to 64”.
     */
    @WithDefault("4")
    int parallelParts();

    /** The renaming of directories. */
    RenameSettings rename();

    /**
     * What all clients together may send over data connections in a second, in bytes: {@code 100M}. In MODE Z the
     * compressed bytes count. Transfers get the same share each. At least 1K: “longshore.transfers.upload-rate is …: it
     * must be 1K (a second) or more”.
     *
     * @default none, which means no limit
     */
    Optional<MemorySize> uploadRate();

    /**
     * The same for what they fetch. Listings count as downloads.
     *
     * @default none, which means no limit
     */
    Optional<MemorySize> downloadRate();
}
