package httpapi

import "net/http"

var statusOK = []byte(`{"status":"ok"}`)

// live answers as long as the process answers at all.
func (c *call) live() error {
	send(c.w, http.StatusOK, jsonMedia, c.lang, statusOK)
	return nil
}

// ready answers whether requests can be served now. Why not is for the log: it
// may name what is behind us.
func (c *call) ready() error {
	if c.api.options.Ready != nil {
		if err := c.api.options.Ready(c.r.Context()); err != nil {
			c.api.options.Logger.WarnContext(c.r.Context(), "not ready", "error", anatomy(err))
			return &problemBusy
		}
	}
	if c.api.options.Impaired != nil {
		if names := c.api.options.Impaired(); len(names) > 0 {
			return c.json(struct {
				Status   string   `json:"status"`
				Impaired []string `json:"impaired"`
			}{"ok", names})
		}
	}
	return c.live()
}
