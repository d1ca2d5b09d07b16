/** Endpoints for tests that drive the demo from outside; absent unless switched on. */
package dev.lockspire.demo.automation;
