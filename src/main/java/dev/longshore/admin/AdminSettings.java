package dev.longshore.admin;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * What operators may do over HTTP.
 *
 * <p>Everything below {@code /admin} needs the header {@code Authorization: Bearer TOKEN}; without it, or with another
 * token, the answer is 401. Requests and answers are JSON.
 *
 * <table>
 * <tr><th>request</th><th>what it does</th><th>answers</th></tr>
 * <tr><td>{@code GET /admin/bans}</td><td>tells the bans that hold, the one that ends first in front</td>
 *     <td>200</td></tr>
 * <tr><td>{@code POST /admin/bans}</td><td>bans an address: {@code {"address": "192.0.2.7", "duration": "2h"}}. Without
 *     a duration it is 24 hours; at most 3650 days. An IPv6 address stands for its /64</td>
 *     <td>201 with the ban; 400 for what cannot be read; 409 for an address that is never banned, or when there are
 *     10,000 bans of operators</td></tr>
 * <tr><td>{@code DELETE /admin/bans/192.0.2.7}</td><td>ends a ban, and forgets what the address has done</td>
 *     <td>204; 404 when there is none</td></tr>
 * </table>
 *
 * <p>A ban is {@code {"address", "since", "until", "repeats", "by"}}: {@code by} is {@code operator} or
 * {@code defender}, {@code repeats} says the how many-th ban of the address it is, and is 0 for one of an operator.
 *
 * <pre class="sh">{@code
 * curl -H "Authorization: Bearer $TOKEN" http://localhost:8080/admin/bans
 * curl -H "Authorization: Bearer $TOKEN" -d '{"address": "192.0.2.7"}' http://localhost:8080/admin/bans
 * curl -H "Authorization: Bearer $TOKEN" -X DELETE http://localhost:8080/admin/bans/192.0.2.7
 * }</pre>
 */
@ConfigMapping(prefix = "longshore.admin")
public interface AdminSettings {
    /**
     * The secret that a request must have, 16 characters or more without blanks: “longshore.admin.token is too short or
     * has blanks: …”. It crosses the network as it is, so keep the port of HTTP to networks that you trust.
     *
     * @default none, which means that there is nothing below {@code /admin}
     */
    Optional<String> token();
}
