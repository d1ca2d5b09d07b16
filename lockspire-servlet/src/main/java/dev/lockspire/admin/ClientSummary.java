package dev.lockspire.admin;

import dev.lockspire.client.Client;

/**
 * One line of the inventory of clients.
 *
 * @param name its name, or the client_id when it has none
 */
public record ClientSummary(
    String clientId, String name, boolean active, Client.Provenance provenance) {}
