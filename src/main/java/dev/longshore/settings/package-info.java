/**
 * How values of the configuration are read. May call {@code failure}. What follows, and the Javadoc of the settings
 * themselves, is docs/configuration.md.
 *
 * <p>Every setting has a key such as {@code longshore.s3.bucket} and an environment variable, which is the key in
 * capitals with an underscore for each dot and dash: {@code LONGSHORE_S3_BUCKET}. It can be given in three places; the
 * first one that has it wins:
 *
 * <ol>
 * <li>a system property in front of {@code -jar}:
 *     {@code java -Dlongshore.ftp.port=21 -jar target/quarkus-app/quarkus-run.jar};
 * <li>the environment: {@code LONGSHORE_FTP_PORT=21};
 * <li>the file {@code config/application.yaml} in the folder in which the gateway is started:
 * <pre class="yaml">{@code
 * longshore:
 *   s3:
 *     endpoint: https://s3.example.com
 *     bucket: incoming
 *   ftp:
 *     passive:
 *       ports: 40000-40099
 *   users:
 *     config:
 *       alice:
 *         password: change-me
 * }</pre>
 * </ol>
 *
 * <p>Passwords and secret keys do not belong into system properties: other users of the machine can see those.
 *
 * <p>They need not stand there in clear text. These verbs make and look at users; each asks for a password on the
 * terminal, which does not show it, or reads a line of the standard input:
 *
 * <table>
 * <tr><th>verb</th><th>what it does</th></tr>
 * <tr><td>{@code java -jar quarkus-run.jar hash-password}</td>
 *     <td>prints the argon2id hash of a password, and nothing else; needs no setting</td></tr>
 * <tr><td>{@code java -jar quarkus-run.jar user add NAME}</td>
 *     <td>writes a record with such a hash into the folder of {@code longshore.users.file.path} or the bucket of
 *     {@code longshore.users.s3}, whichever {@code longshore.users.stores} names first; never in the place of another. With {@code --totp} behind it
 *     the user needs a code of an authenticator app, too, whose address is printed</td></tr>
 * <tr><td>{@code java -jar quarkus-run.jar user check NAME}</td>
 *     <td>tells what the stores have of a user, without secrets, and whether the password is right; an empty one is not
 *     compared</td></tr>
 * </table>
 *
 * <p>They end with 0; 1 when a setting, a store or the input cannot be used; 2 when the verb is not known; 3 when there is
 * no such user; 4 when the password is wrong; 5 when the record keeps the user out.
 *
 * <p>A setting that is not in this page, or a value that cannot be read, ends the start with a sentence that names it.
 * That holds for each environment variable that begins with {@code LONGSHORE_}, too. Nothing is read again while the
 * gateway runs, except users that are kept elsewhere: after a change, start it again.
 *
 * <p>Left alone are the variables by which Kubernetes describes a Service that is called {@code longshore}
 * ({@code LONGSHORE_SERVICE_HOST}, {@code LONGSHORE_PORT_2121_TCP_ADDR} and the like): all that end in
 * {@code _SERVICE_HOST}, {@code _SERVICE_PORT…}, {@code _PORT} or {@code _PORT_<number>_TCP…}. A misspelt name with
 * such an end is not noticed. A Service that is called {@code longshore-ftp} or {@code longshore-embedded} sets a
 * variable that is a setting ({@code LONGSHORE_FTP_PORT}); give it another name, or set
 * {@code enableServiceLinks: false} in the pod.
 *
 * <p>How values are written:
 *
 * <ul>
 * <li>a duration is a number with {@code s}, {@code m} or {@code h} behind it ({@code 90s}, {@code 5m}), or ISO 8601
 *     ({@code PT5M}); a number alone means seconds;
 * <li>a size in bytes is a whole number, with {@code K}, {@code M} or {@code G} behind it for 1,024 bytes and its
 *     powers ({@code 256M});
 * <li>a switch is {@code true} or {@code false}; another word is refused;
 * <li>a network is an address and a length ({@code 10.0.0.0/8}, {@code 2001:db8::/32}), or one address. What is none
 *     ends the start with “… has "…", which is no network: write it as 10.0.0.0/8 or 2001:db8::/32”;
 * <li>addresses are written in full: {@code 10.0.0.0/8}, never {@code 10/8};
 * <li>the entries of a list are separated by commas.
 * </ul>
 *
 * <p>A key that is set to nothing is refused: “… is empty: give it a value, or remove it”.
 *
 * <h2>Quarkus: HTTP and the log</h2>
 *
 * <p>HTTP serves health: {@code /q/health/ready} says whether FTP is served and the bucket answers now, with a sentence
 * if not; {@code /q/health/live} says that the process runs; {@code /q/health} has both. There is no login, and each
 * question about readiness makes one request to S3. {@code /q/metrics} has metrics for Prometheus: for each store of users that
 * can be down {@code longshore_user_store_up}, 0 while its users cannot be read, and {@code longshore_user_store_failures_total}.
 * With {@code longshore.admin.token} there is {@code /admin}, too.
 * These keys of Quarkus are useful to an operator:
 *
 * <table>
 * <tr><th>key</th><th>variable</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code quarkus.http.port}</td><td>{@code QUARKUS_HTTP_PORT}</td><td>{@code 8080}</td>
 *     <td>the port of HTTP; 0 takes any free one</td></tr>
 * <tr><td>{@code quarkus.http.host}</td><td>{@code QUARKUS_HTTP_HOST}</td><td>{@code 0.0.0.0}</td>
 *     <td>the address of HTTP; {@code localhost} in development</td></tr>
 * <tr><td>{@code quarkus.log.level}</td><td>{@code QUARKUS_LOG_LEVEL}</td><td>{@code INFO}</td>
 *     <td>what is logged: {@code ERROR}, {@code WARN}, {@code INFO}, {@code DEBUG}</td></tr>
 * </table>
 *
 * <p>{@code QUARKUS_LOG_CATEGORY__DEV_LONGSHORE__LEVEL=DEBUG} logs more of the gateway alone: the reason of each
 * command that failed.
 */
@NullMarked
package dev.longshore.settings;

import org.jspecify.annotations.NullMarked;
