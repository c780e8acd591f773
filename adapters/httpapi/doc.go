// Package httpapi serves an office of institutions over HTTP. It knows none of
// them: routes, bodies, answers, errors and the OpenAPI document are derived
// from what each institution says about itself in its governance.Description.
// Adding an institution to the office adds its routes.
//
//	handler, err := httpapi.New(office, httpapi.Options{Authenticator: sessions})
//	http.ListenAndServe(":8080", handler)
//
// # From rows to routes
//
// An institution with the path "cases" is served as
//
//	GET  /v1/cases                    the records the caller may see, page by page
//	POST /v1/cases                    its first opening command
//	GET  /v1/cases/{id}               one record
//	POST /v1/cases/{id}/{command}     one row of its lifecycle
//	GET  /v1/cases/{id}/history       every entry
//	GET  /v1/cases/{question}         one of its questions, parameters in the query
//
// and beside all institutions stand /v1/lifecycles, /v1/units, /v1/calendar,
// /v1/events, /v1/files, /v1/me, /openapi.json, /livez and /readyz. Sessions,
// metrics and whatever else a server has come in as [Route] values.
//
// # What a request goes through
//
// The path is found; the language and the type of the answer are settled; the
// [Authenticator] says who is calling; the body is read strictly; the law
// decides. Whatever goes wrong on the way is an error, and one table
// (problem_table.go) turns errors into problems of RFC 9457. Rights are not
// judged here: a route only says whether an account is needed at all, what its
// holder may see and do is the law's.
//
// Reading strictly means: what cannot be read is 400 and names the place; what
// can be read and is wrong is 422 and names every field. Decoding has two
// halves. The quick one (go-json-experiment) takes nearly every body and says
// only yes or no. When it says no, or when a type has forms that we do not
// take, the talkative one (walk.go) goes through the body beside the field
// specs and says what is wrong, all at once. A fuzz target holds the two to the
// same judgement. No error repeats a value, nor an unknown name that might be
// one.
//
// # Versions and repetition
//
// The ETag of a record is its version. It names the state that If-Match relies
// on; masking, actions and the state of deadlines depend on caller and time as
// well, so answers are marked no-store. Under an Idempotency-Key the whole
// answer (status, headers, bytes) is kept with the commit, and is what a
// repetition gets.
//
// # Files
//
// A file belongs to its sender until a record lists it; then the record's
// rights are the file's. The record itself is asked each time, so that a
// refused command, a loss of rights or an erasure needs no second bookkeeping
// (see [Files]).
package httpapi
