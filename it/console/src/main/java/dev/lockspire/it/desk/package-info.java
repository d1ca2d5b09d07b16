/** A host that takes the console in: a guard, people, and Faces pages of its own. */
package dev.lockspire.it.desk;
