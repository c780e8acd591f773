module github.com/jinlin-project/jinlin/examples

go 1.26.0

require (
	github.com/jinlin-project/jinlin v0.0.0
	github.com/jinlin-project/jinlin/adapters/httpapi v0.0.0
	github.com/jinlin-project/jinlin/adapters/sqlite v0.0.0
)

replace (
	github.com/jinlin-project/jinlin => ..
	github.com/jinlin-project/jinlin/adapters/httpapi => ../adapters/httpapi
	github.com/jinlin-project/jinlin/adapters/sqlite => ../adapters/sqlite
)
