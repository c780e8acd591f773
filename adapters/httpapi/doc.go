// Package httpapi serves any set of books over HTTP. It knows no institution:
// routes, bodies, answers and the OpenAPI document are derived from the rules
// that a book tells about itself.
package httpapi
