package httpapi

import "net/http"

// What browsers of another origin may send and read.
const (
	corsMethods = "GET, HEAD, POST, DELETE, OPTIONS"
	corsHeaders = "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID"
	corsExposed = "ETag, Location, Retry-After, WWW-Authenticate, Content-Language, Content-Disposition, Allow"
	corsMaxAge  = "600" // seconds for which a browser may remember
)

// cors adds what lets the configured origin read the answer, and reports
// whether the request was only the question whether it may call.
func (a *api) cors(w http.ResponseWriter, r *http.Request) bool {
	origin := a.options.CORS
	if origin == "" || origin != "*" && r.Header.Get("Origin") != origin {
		return false
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", corsExposed)
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", corsMethods)
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	h.Set("Access-Control-Max-Age", corsMaxAge)
	w.WriteHeader(http.StatusNoContent)
	return true
}
