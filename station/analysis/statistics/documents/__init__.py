"""Statistics of JSON documents, for ``station stats KIND FILE``: shapes in, published names out."""
