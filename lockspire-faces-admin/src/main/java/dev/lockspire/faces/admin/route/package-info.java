/** Paths of the console, in one table. Knows neither servlets nor Faces. */
package dev.lockspire.faces.admin.route;
