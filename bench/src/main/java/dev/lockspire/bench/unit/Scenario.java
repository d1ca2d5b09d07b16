package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Visitor;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One row of the table.
 *
 * @param name as the table and {@code --only} have it
 * @param aim CPU milliseconds of server and database per unit that are aimed at; 0 for none
 * @param visitors makes that many visitors, with everything they need before they begin
 */
public record Scenario(String name, double aim, IntFunction<List<Visitor>> visitors) {}
