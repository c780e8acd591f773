module github.com/jinlin-project/jinlin/examples

go 1.26.0

require (
	github.com/google/uuid v1.6.0
	github.com/jinlin-project/jinlin v0.0.0
	github.com/jinlin-project/jinlin/adapters/httpapi v0.0.0
	github.com/jinlin-project/jinlin/adapters/sqlite v0.0.0
	github.com/prometheus/client_golang v1.25.0
	github.com/stretchr/testify v1.12.1
	golang.org/x/crypto v0.58.0
	modernc.org/sqlite v1.61.1
)

replace (
	github.com/jinlin-project/jinlin => ..
	github.com/jinlin-project/jinlin/adapters/httpapi => ../adapters/httpapi
	github.com/jinlin-project/jinlin/adapters/sqlite => ../adapters/sqlite
)
